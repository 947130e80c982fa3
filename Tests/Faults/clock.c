// A wall clock that jumps by up to ten years at every look. Preloaded, it stands in for libc's.
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static _Atomic unsigned long looks;

static long jump(void) {
  unsigned long number = ++looks * 0x9E3779B97F4A7C15ul;
  return (long)((number ^ number >> 29) % 631152000) - 315576000;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
  int code = (int)syscall(SYS_clock_gettime, clock, time);
  if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE) time->tv_sec += jump();
  return code;
}

int gettimeofday(struct timeval *restrict value, void *restrict zone) {
  struct timespec now;
  int code = clock_gettime(CLOCK_REALTIME, &now);
  value->tv_sec = now.tv_sec;
  value->tv_usec = now.tv_nsec / 1000;
  return code;
}

time_t time(time_t *value) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (value) *value = now.tv_sec;
  return now.tv_sec;
}

// How often the clock was looked at, for the one who has preloaded this.
__attribute__((destructor)) static void report(void) {
  const char *path = getenv("CLOCK_LOOKS");
  FILE *file = path ? fopen(path, "w") : NULL;
  if (!file) return;
  fprintf(file, "%lu\n", (unsigned long)looks);
  fclose(file);
}
