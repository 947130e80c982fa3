extension Timetable {
  /// A day: all twelve lessons.
  static let ofDay = Timetable(
    start: 9 * 60,
    parts: [
      Part(
        minutes: 45, what: "Lesson 1, with the first row of the worksheet",
        commands: ["swift run Convolution --step"],
        question: "What does the left-edge kernel answer inside a plain white bar?",
        answer: "Hardly more than its bias. Left and right cancel.",
        settles: "A kernel measures how bright the image is."),
      Part(
        minutes: 20, what: "Lesson 2", commands: ["swift run ReLU --try slope=1"],
        question: "What can two convolutions do that one cannot?",
        answer: "Nothing, if there is no ReLU between them.",
        settles: "More layers can always do more than one."),
      Part(
        minutes: 20, what: "Lesson 3", commands: ["swift run Pooling --try window=4"],
        question: "The seven moves by one pixel, then by two. What happens to the pooled map?",
        answer: "After one pixel its numbers change. After two it is a shifted copy.",
        settles: "Pooling makes a network blind to where things are."),
      Part(
        minutes: 15, what: "[Mixed questions](Questions.md) after lesson 3",
        question: "Let two people explain one answer to each other."),
      Part(minutes: 15, what: "Break"),
      Part(
        minutes: 15, what: "Lesson 4", commands: ["swift run Dropout --try rate=0.5"],
        question: "Is there one mask that leaves every number as it was?",
        answer: "No. Only the mean over all masks is the same as before.",
        settles: "Dropout's scaling gives each number back its old size."),
      Part(
        minutes: 15, what: "Lesson 5", commands: ["swift run Flatten --try order=.channelFirst"],
        question: "What is lost when a map becomes a list?",
        answer: "Nothing. Neighbours are hidden in the numbering.",
        settles: "Flatten loses information."),
      Part(
        minutes: 25, what: "Lesson 6, with the scores of the worksheet",
        commands: ["swift run Dense --try digit=3"],
        question: "The 9 has a score above zero. Does the network say 9?",
        answer: "No. The 7 has a larger one.",
        settles: "A score above zero means yes."),
      Part(
        minutes: 20, what: "Lesson 7, with shares and loss of the worksheet",
        commands: [
          "swift run Softmax --try constant=100", "swift run Softmax --try temperature=2",
        ],
        question: "A third score is added. Do the first two shares stay?",
        answer: "No. The sum grows. Only their ratio stays.",
        settles: "Each share depends on its own score only."),
      Part(
        minutes: 15, what: "[Mixed questions](Questions.md) after lesson 7",
        question: "Which mistake did you make first? Who else made it?"),
      Part(minutes: 60, what: "Lunch"),
      Part(
        minutes: 75, what: "Lesson 8, with the lower half of the worksheet",
        commands: ["swift run Backprop --step", "swift run Backprop --try rate=0.1"],
        question: "The slopes promise a fall of 10 from a loss of 3. What is wrong?",
        answer: "A loss never falls below 0. Slopes hold only nearby.",
        settles: "A longer step helps more."),
      Part(minutes: 15, what: "Break"),
      Part(
        minutes: 50, what: "Lesson 9", commands: ["swift run Training --try rate=0.3"],
        question: "The network reads all training digits. Is it done?",
        answer: "No. It may know them by heart. Ask for test digits.",
        settles: "A high share on the training digits is the goal."),
      Part(
        minutes: 15, what: "[Mixed questions](Questions.md) after lesson 9",
        question: "Which step of backpropagation does each question use?"),
      Part(minutes: 10, what: "Break"),
      Part(
        minutes: 30, what: "Lesson 10", commands: ["swift run Classification --try patch=1"],
        question: "Can covering ink help the right answer?",
        answer: "Yes. Pixel (3,1) of the little seven shows it.",
        settles: "Ink can only help the right answer."),
      Part(
        minutes: 30, what: "Lesson 11: everybody draws",
        commands: ["swift run --traits Web DrawingPad"],
        question: "Draw a seven that the network misreads. Then draw a house. How sure is it?",
        answer: "It can only answer with a digit, and may be very sure.",
        settles: "A sure answer is a right one."),
      Part(
        minutes: 20, what: "Lesson 12", commands: ["swift run Speed --try block=1"],
        question: "One layer takes a sixth of the time. Now it takes none. What is gained?",
        answer: "A sixth of the time: 1.2 times as fast.",
        settles: "The gains of two ideas always multiply."),
    ])
}
