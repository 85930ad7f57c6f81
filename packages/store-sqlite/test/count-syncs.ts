import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * How often a process and its children ask the kernel to wait for the disk: a few lines of C stand between them and the C
 * library. Null where nothing can compile them.
 */
export const createSyncCounter = (directory: string) => {
  const [source, library, counted] = ['syncs.c', 'syncs.so', 'syncs'].map((name) => join(directory, name))
  if (process.platform !== 'linux' || source === undefined || library === undefined || counted === undefined)
    return null
  writeFileSync(source, code)
  const built = spawnSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, source])
  if (built.status !== 0) return null
  return {
    environment: { LD_PRELOAD: library, KEHU_SYNCS: counted },
    /** So far. */
    count: (): number => (existsSync(counted) ? readFileSync(counted).length : 0),
  }
}

const code = `
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>
static void count(void) {
  const char *path = getenv("KEHU_SYNCS");
  int file = path ? open(path, O_WRONLY | O_APPEND | O_CREAT, 0666) : -1;
  if (file >= 0) { if (write(file, "x", 1) < 0) _exit(99); close(file); }
}
int fsync(int file) { count(); return syscall(SYS_fsync, file); }
int fdatasync(int file) { count(); return syscall(SYS_fdatasync, file); }
`
