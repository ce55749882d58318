/* Histogram and plug-in entropy in C, for the ratio: nanoseconds a call for each size given. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define TURNS 401
#define MOST (1 << 20)
static uint8_t bytes[MOST];
static uint32_t tables[4][256];
static double n_log_n[MOST + 1];
static double sink;

static double nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1e9 + now.tv_nsec;
}

__attribute__((noinline)) static double one_table(const uint8_t *data, int size) {
  uint32_t *counts = tables[0];
  memset(counts, 0, sizeof tables[0]);
  for (int at = 0; at < size; at++) counts[data[at]]++;
  double sum = 0;
  for (int cell = 0; cell < 256; cell++) sum += n_log_n[counts[cell]];
  return log2(size) - sum / size;
}

__attribute__((noinline)) static double four_tables(const uint8_t *data, int size) {
  memset(tables, 0, sizeof tables);
  for (int at = 0; at + 3 < size; at += 4) {
    tables[0][data[at]]++;
    tables[1][data[at + 1]]++;
    tables[2][data[at + 2]]++;
    tables[3][data[at + 3]]++;
  }
  double sum = 0;
  for (int cell = 0; cell < 256; cell++)
    sum += n_log_n[tables[0][cell] + tables[1][cell] + tables[2][cell] + tables[3][cell]];
  return log2(size) - sum / size;
}

static int ascending(const void *left, const void *right) {
  double difference = *(const double *)left - *(const double *)right;
  return (difference > 0) - (difference < 0);
}

static double median_of(double (*run)(const uint8_t *, int), int size) {
  static double times[TURNS];
  int calls = 1 + 200000 / (size + 300);
  for (int turn = 0; turn < TURNS; turn++) {
    double start = nanoseconds();
    for (int call = 0; call < calls; call++) sink += run(bytes, size);
    times[turn] = (nanoseconds() - start) / calls;
  }
  qsort(times, TURNS, sizeof(double), ascending);
  return times[TURNS / 2];
}

int main(int count, char **sizes) {
  for (int at = 0; at < MOST; at++) bytes[at] = (uint8_t)(rand() >> 7);
  for (int at = 2; at <= MOST; at++) n_log_n[at] = at * log2(at);
  for (int at = 1; at < count; at++) {
    int size = atoi(sizes[at]);
    double one = median_of(one_table, size);
    double four = median_of(four_tables, size);
    printf("%d %.1f\n", size, one < four ? one : four);
  }
  return sink == 1 ? 1 : 0;
}
