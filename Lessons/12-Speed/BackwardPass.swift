import LessonKit

/// For those who want more: the two products of the backward pass.
func backwardPass(_ lesson: Lesson) {
  lesson.more("the backward pass is the same product")
  lesson.text(
    """
    Training needs two more sums: the gradient of each weight and of each pixel. Both are the product \
    of step 3 with other strides. So a faster product makes all three faster.
    """)
  lesson.formula(
    """
                     rows m               inner loop t            inner loop o  columns k
    forward          columns of the map   kernel column, channel  kernel rows   kernels
    weight gradient  kernel column, chan. columns of the map      rows of map   kernels
    pixel gradient   columns of the image kernel column, kernel   kernel rows   channels
    """)
  lesson.text(
    """
    For the pixels' gradient the kernel is turned by 180° and slides over the gradients of the map. \
    [ConvolutionPasses.swift](../../Sources/Compute/ConvolutionPasses.swift) shows all three.

    The weights' gradients are sums over the whole batch, and the cores share this work. The package \
    always cuts the batch into 16 parts and adds these in order, on any number of cores. So the last bit \
    is the same on every machine.

    `Convolution.forward` calls [StridedProduct](../../Sources/Compute/StridedProduct.swift): steps 3 \
    to 5 for matrices of any size. Wide blocks come first, and narrower ones do what is left. \
    In the whole package, only this folder is written for speed.
    """)
}
