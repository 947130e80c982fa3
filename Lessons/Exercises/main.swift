// What you write stands in the files with a number; this one only hands it to the judge.
import Exercises

ExerciseProgram.run([
  .correlate(
    one: { correlate($0, $1, bias: $2) }, several: { correlate(maps: $0, slices: $1, bias: $2) }),
  .relu(forward: relu, backward: reluBackward),
  .maxPooling(forward: maxPool, backward: maxPoolBackward),
  .dropout(dropout),
])
