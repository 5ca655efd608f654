/** How a program is ended with all that it has started. */
export type TreeEnd =
  /** By a signal to its process group. @param group negative, as kill takes it */
  | { readonly kind: "signal"; readonly group: number }
  /** By a program of Windows, which has no process groups. */
  | { readonly kind: "taskkill"; readonly program: string; readonly args: readonly string[] };

/**
 * Windows: Microsoft's page "taskkill": /T ends what it has started, too; /F, since a program without a window takes no
 * notice of being asked. The session in AWS is then not ended, but idles out.
 */
export function treeEnd(platform: NodeJS.Platform, pid: number): TreeEnd {
  return platform === "win32"
    ? { kind: "taskkill", program: "taskkill", args: ["/T", "/F", "/PID", String(pid)] }
    : { kind: "signal", group: -pid };
}
