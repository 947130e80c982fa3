#include <stddef.h>
#include <stdint.h>

// libFuzzer's own mutator. It changes `size` bytes in place, and returns how many there are now.
size_t LLVMFuzzerMutate(uint8_t *bytes, size_t size, size_t most);
