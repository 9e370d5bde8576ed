/* Stands between a program and the files below one folder, whose name is in FAULTS_FOLDER.
 *
 * With FAULTS_JOURNAL it writes down, in order, what happens to them: what a power cut may take
 * back is then known afterwards. While the file FAULTS_SWITCH says so, all writing fails with "no
 * space left"; or what needs more room fails with "quota exceeded", and the rest does not; or
 * writing and syncing fail with an I/O error. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OPENED = 1, WRITTEN, SYNCED, CUT, REMOVED, MOST = 4096, LONGEST = 4096 };

static int watched[MOST];
static char *names[MOST];
static int journal = -2;

static ssize_t real_write(int fd, const void *data, size_t size) {
  static ssize_t (*next)(int, const void *, size_t);
  if (!next) next = dlsym(RTLD_NEXT, "write");
  return next(fd, data, size);
}

static int real_open(const char *path, int flags, mode_t mode) {
  static int (*next)(const char *, int, ...);
  if (!next) next = dlsym(RTLD_NEXT, "open");
  return next(path, flags, mode);
}

/* A record: what, the length of the name, the place in the file, the length of the data; both. */
static void note(int what, const char *name, int64_t at, const void *data, uint64_t size) {
  struct __attribute__((packed)) { uint32_t what, name; int64_t at; uint64_t size; } head;
  if (journal == -2) {
    const char *path = getenv("FAULTS_JOURNAL");
    journal = path ? real_open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
  }
  if (journal < 0) return;
  head.what = what;
  head.name = strlen(name);
  head.at = at;
  head.size = size;
  real_write(journal, &head, sizeof head);
  real_write(journal, name, head.name);
  if (size) real_write(journal, data, size);
}

static int is_ours(const char *path) {
  const char *folder = getenv("FAULTS_FOLDER");
  size_t length = path ? strlen(path) : 0;
  char whole[2 * LONGEST], at[LONGEST];
  /* The index of the write-ahead log is made anew after a crash. */
  if (!folder || !path || (length > 4 && !strcmp(path + length - 4, "-shm"))) return 0;
  if (path[0] == '/') return !strncmp(path, folder, strlen(folder));
  /* A server steps into its folder, and then names its files from there. */
  if (!getcwd(at, sizeof at)) return 0;
  snprintf(whole, sizeof whole, "%s/%s", at, path);
  return !strncmp(whole, folder, strlen(folder));
}

static int remember(int fd, const char *path) {
  if (fd < 0 || fd >= MOST) return fd;
  watched[fd] = is_ours(path);
  if (watched[fd]) {
    free(names[fd]);
    names[fd] = strdup(path);
    note(OPENED, path, 0, NULL, 0);
  }
  return fd;
}

static int is_watched(int fd) { return fd >= 0 && fd < MOST && watched[fd]; }

/* Returns the error with which to fail now, 0 for none. The switch says how, and after how many
 * calls of this process: "full 3", "quota 0", "io 12". */
static int failing(int syncing, int grows) {
  static long calls;
  const char *path = getenv("FAULTS_SWITCH");
  char how[32] = "";
  int saved = errno, fd = path ? real_open(path, O_RDONLY | O_CLOEXEC, 0) : -1;
  ssize_t size = fd >= 0 ? read(fd, how, sizeof how - 1) : 0;
  if (fd >= 0) close(fd);
  errno = saved;
  if (size <= 0) return calls = 0;
  if (calls++ < atol(how + strcspn(how, " "))) return 0;
  if (how[0] == 'i') return EIO;
  if (how[0] == 'q') return grows ? EDQUOT : 0;
  return how[0] == 'f' && !syncing ? ENOSPC : 0;
}

/* The same for a write to a place in a file. */
static int failing_to_write(int fd, int64_t at, uint64_t size) {
  struct stat found;
  return failing(0, !fstat(fd, &found) && at + (int64_t)size > found.st_size);
}

static uint64_t together(const struct iovec *parts, int count) {
  uint64_t size = 0;
  for (int part = 0; part < count; part++) size += parts[part].iov_len;
  return size;
}

static void note_parts(int fd, int64_t at, const struct iovec *parts, ssize_t done) {
  for (; done > 0; parts++) {
    ssize_t size = done < (ssize_t)parts->iov_len ? done : (ssize_t)parts->iov_len;
    note(WRITTEN, names[fd], at, parts->iov_base, size);
    at += size;
    done -= size;
  }
}

#define OPENING(NAME)                                              \
  int NAME(const char *path, int flags, ...) {                     \
    static int (*next)(const char *, int, ...);                    \
    mode_t mode = 0;                                               \
    if (flags & O_CREAT) {                                         \
      va_list rest;                                                \
      va_start(rest, flags);                                       \
      mode = va_arg(rest, mode_t);                                 \
      va_end(rest);                                                \
    }                                                              \
    if (!next) next = dlsym(RTLD_NEXT, #NAME);                     \
    return remember(next(path, flags, mode), path);                \
  }
OPENING(open)
OPENING(open64)

#define WRITING_AT(NAME, OFFSET)                                   \
  ssize_t NAME(int fd, const void *data, size_t size, OFFSET at) { \
    static ssize_t (*next)(int, const void *, size_t, OFFSET);     \
    if (!next) next = dlsym(RTLD_NEXT, #NAME);                     \
    if (!is_watched(fd)) return next(fd, data, size, at);          \
    if ((errno = failing_to_write(fd, at, size))) return -1;       \
    ssize_t done = next(fd, data, size, at);                       \
    if (done > 0) note(WRITTEN, names[fd], at, data, done);        \
    return done;                                                   \
  }
WRITING_AT(pwrite, off_t)
WRITING_AT(pwrite64, off64_t)

ssize_t write(int fd, const void *data, size_t size) {
  if (!is_watched(fd)) return real_write(fd, data, size);
  off_t at = lseek(fd, 0, SEEK_CUR);
  if ((errno = failing_to_write(fd, at, size))) return -1;
  ssize_t done = real_write(fd, data, size);
  if (done > 0) note(WRITTEN, names[fd], at, data, done);
  return done;
}

#define WRITING_PARTS_AT(NAME, OFFSET)                                         \
  ssize_t NAME(int fd, const struct iovec *parts, int count, OFFSET at) {      \
    static ssize_t (*next)(int, const struct iovec *, int, OFFSET);            \
    if (!next) next = dlsym(RTLD_NEXT, #NAME);                                 \
    if (!is_watched(fd)) return next(fd, parts, count, at);                    \
    if ((errno = failing_to_write(fd, at, together(parts, count)))) return -1; \
    ssize_t done = next(fd, parts, count, at);                                 \
    note_parts(fd, at, parts, done);                                           \
    return done;                                                               \
  }
WRITING_PARTS_AT(pwritev, off_t)
WRITING_PARTS_AT(pwritev64, off64_t)

ssize_t writev(int fd, const struct iovec *parts, int count) {
  static ssize_t (*next)(int, const struct iovec *, int);
  if (!next) next = dlsym(RTLD_NEXT, "writev");
  if (!is_watched(fd)) return next(fd, parts, count);
  off_t at = lseek(fd, 0, SEEK_CUR);
  if ((errno = failing_to_write(fd, at, together(parts, count)))) return -1;
  ssize_t done = next(fd, parts, count);
  note_parts(fd, at, parts, done);
  return done;
}

/* It returns its error, and leaves errno alone. */
#define RESERVING(NAME, OFFSET)                                    \
  int NAME(int fd, OFFSET at, OFFSET size) {                       \
    static int (*next)(int, OFFSET, OFFSET);                       \
    int error = is_watched(fd) ? failing_to_write(fd, at, size) : 0; \
    if (!next) next = dlsym(RTLD_NEXT, #NAME);                     \
    return error ? error : next(fd, at, size);                     \
  }
RESERVING(posix_fallocate, off_t)
RESERVING(posix_fallocate64, off64_t)

#define SYNCING(NAME)                                              \
  int NAME(int fd) {                                               \
    static int (*next)(int);                                       \
    if (!next) next = dlsym(RTLD_NEXT, #NAME);                     \
    if (!is_watched(fd)) return next(fd);                          \
    if ((errno = failing(1, 0))) return -1;                           \
    int done = next(fd);                                           \
    if (!done) note(SYNCED, names[fd], 0, NULL, 0);                \
    return done;                                                   \
  }
SYNCING(fsync)
SYNCING(fdatasync)

#define CUTTING(NAME, OFFSET)                                      \
  int NAME(int fd, OFFSET size) {                                  \
    static int (*next)(int, OFFSET);                               \
    if (!next) next = dlsym(RTLD_NEXT, #NAME);                     \
    int done = next(fd, size);                                     \
    if (!done && is_watched(fd)) note(CUT, names[fd], size, NULL, 0); \
    return done;                                                   \
  }
CUTTING(ftruncate, off_t)
CUTTING(ftruncate64, off64_t)

int unlink(const char *path) {
  static int (*next)(const char *);
  if (!next) next = dlsym(RTLD_NEXT, "unlink");
  int done = next(path);
  if (!done && is_ours(path)) note(REMOVED, path, 0, NULL, 0);
  return done;
}

int close(int fd) {
  static int (*next)(int);
  if (!next) next = dlsym(RTLD_NEXT, "close");
  if (is_watched(fd)) watched[fd] = 0;
  return next(fd);
}
