import { missingPrograms } from "../../../../cli/shared/tunnel/missing-programs";
import { bastionReadiness, databaseReadiness, nodeReadiness } from "../../../../cli/shared/tunnel/states";
import { waitUntilReady } from "../../../../cli/shared/tunnel/wait-until-ready";

const never = new AbortController().signal;
const awaited = { pause: 0, startNote: "is being started" };

it("starts once what is stopped, and waits until it runs", async () => {
  const states = ["stopping", "stopped", "stopped", "pending", "running"];
  const notes: string[] = [];
  const start = jest.fn(() => Promise.resolve());
  const look = (): Promise<ReturnType<typeof bastionReadiness>> =>
    Promise.resolve(bastionReadiness("i-1", states.shift()));
  await waitUntilReady({ ...awaited, look, start }, (text) => notes.push(text), never);
  expect(start).toHaveBeenCalledTimes(1);
  expect(notes).toEqual([
    "bastion i-1 is stopping",
    "is being started",
    "is being started",
    "bastion i-1 is pending",
  ]);
});

it("gives up with advice a bastion that Systems Manager never hears of", async () => {
  const look = (): Promise<ReturnType<typeof nodeReadiness>> =>
    Promise.resolve(nodeReadiness("i-1", undefined));
  const patience = { milliseconds: -1, advice: "It has no way to Systems Manager" };
  await expect(waitUntilReady({ ...awaited, look, patience }, () => undefined, never)).rejects.toThrow(
    "bastion i-1 is not registered with Systems Manager yet. It has no way to Systems Manager",
  );
});

it("ends with the signal", async () => {
  const interrupted = new AbortController();
  const look = (): Promise<ReturnType<typeof nodeReadiness>> => {
    interrupted.abort(new Error("Ended by SIGINT."));
    return Promise.resolve(nodeReadiness("i-1", "ConnectionLost"));
  };
  await expect(
    waitUntilReady({ ...awaited, pause: 60_000, look }, () => undefined, interrupted.signal),
  ).rejects.toThrow("Ended by SIGINT.");
});

it.each([
  ["available", "ready"],
  ["backing-up", "ready"],
  ["stopped", "start"],
  ["starting", "wait"],
  ["storage-full", "hopeless"],
  [undefined, "hopeless"],
])("knows what to do with a database that is %s", (status, kind) => {
  expect(databaseReadiness("db", status).kind).toBe(kind);
});

it.each([
  ["darwin", "install-plugin-macos-overview.html"],
  ["win32", "install-plugin-windows.html"],
  ["linux", "install-plugin-debian-and-ubuntu.html"],
] as const)("names AWS's page for %s", (platform, page) => {
  const lines = missingPrograms({ PATH: "" }, platform);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(page);
});
