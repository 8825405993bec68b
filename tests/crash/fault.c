/* Counts the write-side system calls of a program below a folder, and makes one of them the last, or fail.
 *
 * Loaded with LD_PRELOAD. Environment:
 *   FAULT_ROOT     only paths below it count
 *   FAULT_COUNTER  an 8-byte file shared by all processes: how many calls there have been
 *   FAULT_OPS      which calls count, separated by commas (default: all): write fsync close truncate open rename
 *                  link unlink mkdir chmod
 *   FAULT_AT       the number of the call that is struck (from 1)
 *   FAULT_MODE     kill | stop | torn (half a write, then kill) | errno:NUMBER
 *   FAULT_STICKY   also every later call fails
 *   FAULT_KILL_AT  the number of a later call at which the process is killed (after a stop)
 * A program may set these itself: see fault_arm.
 * Static programs and raw system calls escape it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define TORN (-2)
#define WRITES(flags) ((flags) & (O_WRONLY | O_RDWR | O_TRUNC | O_CREAT))

static long *counter, at = -1, kill_at = -1;
static char root[PATH_MAX];
static const char *mode = "", *ops;
static int sticky, ready;

static void init(void) {
    if (ready) return;
    ready = 1;
    const char *value;
    if ((value = getenv("FAULT_ROOT"))) strncpy(root, value, sizeof root - 1);
    if ((value = getenv("FAULT_AT"))) at = atol(value);
    if ((value = getenv("FAULT_KILL_AT"))) kill_at = atol(value);
    if ((value = getenv("FAULT_MODE"))) mode = value;
    ops = getenv("FAULT_OPS");
    sticky = getenv("FAULT_STICKY") != NULL;
    if (!(value = getenv("FAULT_COUNTER"))) return;
    int fd = REAL(open)(value, O_RDWR | O_CREAT, 0600);
    if (fd < 0) return;
    if (!REAL(ftruncate)(fd, 8)) {
        counter = mmap(NULL, 8, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        if (counter == MAP_FAILED) counter = NULL;
    }
    REAL(close)(fd);
}

/* For a program that forks for each of its runs: counts from 0 again, and strikes anew in this process. */
void fault_arm(long number, const char *how, const char *which, int also_later) {
    init();
    if (counter) *counter = 0;
    at = number;
    mode = strdup(how);
    ops = *which ? strdup(which) : NULL;
    sticky = also_later;
}

static int is_below(const char *path) {
    char whole[PATH_MAX * 2], cwd[PATH_MAX];
    init();
    if (!root[0] || !path) return 0;
    if (path[0] != '/') {
        if (!getcwd(cwd, sizeof cwd)) return 0;
        snprintf(whole, sizeof whole, "%s/%s", cwd, path);
        path = whole;
    }
    return !strncmp(path, root, strlen(root));
}

static int is_open_below(int fd) {
    char link[64], path[PATH_MAX];
    init();
    if (fd < 3 || !root[0]) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return is_below(path);
}

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

/* 0: go on; above 0: fail with that errno; TORN: write half, then die. */
static int strike(const char *op) {
    if (!counter || (ops && !strstr(ops, op))) return 0;
    long number = __sync_add_and_fetch(counter, 1);
    if (kill_at > 0 && number == kill_at) die();
    if (at < 0 || !(number == at || (sticky && number > at))) return 0;
    if (!strcmp(mode, "kill")) die();
    if (!strcmp(mode, "stop")) raise(SIGSTOP);
    if (!strcmp(mode, "torn")) return TORN;
    return strncmp(mode, "errno:", 6) ? 0 : atoi(mode + 6);
}

#define GUARD(counts, op)                                              \
    do {                                                               \
        int error = (counts) ? strike(op) : 0;                         \
        if (error > 0) { errno = error; return -1; }                   \
    } while (0)

ssize_t write(int fd, const void *data, size_t size) {
    int error = is_open_below(fd) ? strike("write") : 0;
    if (error > 0) { errno = error; return -1; }
    if (error != TORN) return REAL(write)(fd, data, size);
    if (REAL(write)(fd, data, size / 2) >= 0) die();
    return -1;
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) {
    int error = is_open_below(fd) ? strike("write") : 0;
    if (error > 0) { errno = error; return -1; }
    if (error != TORN) return REAL(pwrite)(fd, data, size, offset);
    if (REAL(pwrite)(fd, data, size / 2, offset) >= 0) die();
    return -1;
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) { return pwrite(fd, data, size, offset); }

ssize_t writev(int fd, const struct iovec *parts, int count) {
    GUARD(is_open_below(fd), "write");
    return REAL(writev)(fd, parts, count);
}

int fsync(int fd) { GUARD(is_open_below(fd), "fsync"); return REAL(fsync)(fd); }
int fdatasync(int fd) { GUARD(is_open_below(fd), "fsync"); return REAL(fdatasync)(fd); }
int ftruncate(int fd, off_t size) { GUARD(is_open_below(fd), "truncate"); return REAL(ftruncate)(fd, size); }
int ftruncate64(int fd, off64_t size) { return ftruncate(fd, size); }
int fchmod(int fd, mode_t bits) { GUARD(is_open_below(fd), "chmod"); return REAL(fchmod)(fd, bits); }
int chmod(const char *path, mode_t bits) { GUARD(is_below(path), "chmod"); return REAL(chmod)(path, bits); }

int close(int fd) {
    int flags = is_open_below(fd) ? fcntl(fd, F_GETFL) : -1;
    int error = flags != -1 && (flags & O_ACCMODE) != O_RDONLY ? strike("close") : 0;
    int done = REAL(close)(fd);
    if (error > 0) { errno = error; return -1; }
    return done;
}

int rename(const char *old, const char *new) {
    GUARD(is_below(old) || is_below(new), "rename");
    return REAL(rename)(old, new);
}

int renameat(int a, const char *old, int b, const char *new) {
    GUARD(is_below(old) || is_below(new), "rename");
    return REAL(renameat)(a, old, b, new);
}

int renameat2(int a, const char *old, int b, const char *new, unsigned int flags) {
    GUARD(is_below(old) || is_below(new), "rename");
    return REAL(renameat2)(a, old, b, new, flags);
}

int link(const char *old, const char *new) { GUARD(is_below(new), "link"); return REAL(link)(old, new); }

int linkat(int a, const char *old, int b, const char *new, int flags) {
    GUARD(is_below(new), "link");
    return REAL(linkat)(a, old, b, new, flags);
}

int symlink(const char *old, const char *new) { GUARD(is_below(new), "link"); return REAL(symlink)(old, new); }
int unlink(const char *path) { GUARD(is_below(path), "unlink"); return REAL(unlink)(path); }
int unlinkat(int at_, const char *path, int flags) { GUARD(is_below(path), "unlink"); return REAL(unlinkat)(at_, path, flags); }
int rmdir(const char *path) { GUARD(is_below(path), "unlink"); return REAL(rmdir)(path); }
int mkdir(const char *path, mode_t bits) { GUARD(is_below(path), "mkdir"); return REAL(mkdir)(path, bits); }

#define TAKE_BITS(flags)                                               \
    mode_t bits = 0;                                                   \
    if ((flags) & (O_CREAT | O_TMPFILE)) {                             \
        va_list rest;                                                  \
        va_start(rest, flags);                                         \
        bits = va_arg(rest, mode_t);                                   \
        va_end(rest);                                                  \
    }

int open(const char *path, int flags, ...) {
    TAKE_BITS(flags)
    GUARD(WRITES(flags) && is_below(path), "open");
    return REAL(open)(path, flags, bits);
}

int open64(const char *path, int flags, ...) {
    TAKE_BITS(flags)
    GUARD(WRITES(flags) && is_below(path), "open");
    return REAL(open64)(path, flags, bits);
}

int openat(int at_, const char *path, int flags, ...) {
    TAKE_BITS(flags)
    GUARD(WRITES(flags) && is_below(path), "open");
    return REAL(openat)(at_, path, flags, bits);
}
