import { spawn } from "node:child_process";

/**
 * Ends the given processes and removes a directory should *this* process die without cleaning up: a shell
 * waits for the end of our pipe, which the kernel closes even after kill -9. Returns a function that calls it off.
 */
export function guardAgainstOrphans(pids: readonly number[], directory: string): () => void {
  const script = 'cat >/dev/null; d=$1; shift; kill -9 "$@" 2>/dev/null; sleep 1; rm -rf "$d"';
  const guard = spawn("sh", ["-c", script, "orphan-guard", directory, ...pids.map(String)], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  guard.unref();
  guard.stdin.on("error", () => undefined);
  return () => guard.kill("SIGKILL");
}
