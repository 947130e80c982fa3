// How many floats a vector register of the target processor holds. Swift cannot ask for this. An
// enum with these conditions is imported as a constant and follows -march.
#ifdef __AVX512F__
enum { floats_per_vector = 16 };
#elif defined(__AVX2__)
enum { floats_per_vector = 8 };
#else
enum { floats_per_vector = 4 };
#endif
