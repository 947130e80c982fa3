// How many floats a vector register of the target processor holds. Swift cannot ask for this. An
// enum with these conditions is imported as a constant and follows -march.
#ifdef __AVX512F__
enum { floats_per_vector = 16 };
#elif defined(__AVX2__)
enum { floats_per_vector = 8 };
#else
enum { floats_per_vector = 4 };
#endif

// Sixteen comparisons as sixteen bits: bit i for number i. Swift has no way to say this.
typedef float sixteen_floats __attribute__((ext_vector_type(16), aligned(4)));
typedef int sixteen_patterns __attribute__((ext_vector_type(16), aligned(4)));
typedef _Bool sixteen_bits __attribute__((ext_vector_type(16)));

// Which numbers are not zero.
static inline unsigned short nonzero_bits(const float *_Nonnull numbers) {
  return __builtin_bit_cast(
      unsigned short,
      __builtin_convertvector(*(const sixteen_floats *)numbers != 0, sixteen_bits));
}

// Which numbers of a do not have the same bits as those of b.
static inline unsigned short different_bits(const float *_Nonnull a, const float *_Nonnull b) {
  return __builtin_bit_cast(
      unsigned short, __builtin_convertvector(
                          *(const sixteen_patterns *)a != *(const sixteen_patterns *)b,
                          sixteen_bits));
}
