import { once } from "node:events";
import { treeEnd } from "../../../../cli/shared/tunnel/end-tree";
import { startGroup } from "../../../../cli/shared/tunnel/own-group";

it("ends a program with all that it has started, as each system can", () => {
  expect(treeEnd("win32", 4711)).toEqual({
    kind: "taskkill",
    program: "taskkill",
    args: ["/T", "/F", "/PID", "4711"],
  });
  for (const platform of ["linux", "darwin"] as const)
    expect(treeEnd(platform, 4711)).toEqual({ kind: "signal", group: -4711 });
});

// Out of the group's reach, as everything is on Windows once its parent is gone.
const STARTS_ANOTHER = `
const { spawn } = require("node:child_process");
const other = spawn(process.execPath, ["-e", "setInterval(() => undefined, 1000)"], { detached: true, stdio: "inherit" });
console.log(other.pid);
setInterval(() => undefined, 1000);
`;

it("does not wait for the output that something holds which was started and goes on", async () => {
  const group = startGroup(process.execPath, ["-e", STARTS_ANOTHER], process.env);
  const [text] = (await once(group.child.stdout ?? group.child, "data")) as [Buffer];
  const other = Number(text.toString());
  try {
    await group.close();
    expect(group.child.stdout?.destroyed).toBe(true);
    expect(() => process.kill(other, 0)).not.toThrow();
  } finally {
    process.kill(other, "SIGKILL");
  }
});
