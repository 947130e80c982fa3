import Exercises
// Exercise 13: train until ten digits are known by heart. Behind lesson 9.
//
// Begin with the weights `start`. As long as not all images are read right, take a step: find the
// mean of all images' gradients, and subtract `rate` times this mean from the weights. Look before
// each step whether all are read right. Give up after `steps` steps. Return the weights.
//
// Two functions come with it. `gradient(n, weights)` is the gradient of the loss of image n,
// counted from 0: a list as long as the weights. It takes long to find, so ask once for each image
// in a step, and keep the list. `right(weights)` says how many images are read right.
//
//     weights  0 0    rate ½    gradient of image 0:  1 −3
//                               gradient of image 1:  1  1    their mean:  1 −1
//     after the step  −½ ½
func learnByHeart(
  _ start: [Float], images: Int, rate: Float, steps: Int,
  gradient: (_ image: Int, _ weights: [Float]) -> [Float], right: (_ weights: [Float]) -> Int
) -> [Float] {
  notWrittenYet()
}
