import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { closedFolder, decideServerUser } from "../../../local/postgres/server-user";

const passwd = (...lines: readonly string[]): (() => string) => {
  return () => ["root:x:0:0:root:/root:/bin/bash", ...lines, ""].join("\n");
};

describe("the server's user", () => {
  it("is the person's own when that is not root, whatever the system's users are", () => {
    const unread = (): string => {
      throw new Error("must not be read");
    };
    expect(decideServerUser(1000, unread)).toEqual({ kind: "same" });
    expect(decideServerUser(undefined, unread)).toEqual({ kind: "same" });
  });

  it.each([
    ["nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin", 65534, 65534],
    ["nobody:x:99:98:Nobody:/:/sbin/nologin", 99, 98],
    ["nobody:*:-2:-2:Unprivileged User:/var/empty:/usr/bin/false", 4294967294, 4294967294],
  ])("is nobody for root: %s", (line, uid, gid) => {
    expect(decideServerUser(0, passwd("daemon:x:1:1::/:", line))).toEqual({
      kind: "other",
      name: "nobody",
      uid,
      gid,
    });
  });

  it.each([["nobody2:x:1:1::/:"], ["nobody"], ["nobody:x:::::"]])(
    "is missing with %s, which says what to do",
    (line) => {
      expect(() => decideServerUser(0, passwd(line))).toThrow(
        /no user `nobody`.*Start again as another user/,
      );
    },
  );
});

describe("a closed folder", () => {
  const stranger = { kind: "other", name: "stranger", uid: 4_000_000_001, gid: 4_000_000_002 } as const;
  const open = mkdtempSync(path.join(tmpdir(), "open-"));
  const closed = path.join(open, "closed");
  const inner = path.join(closed, "inner");
  mkdirSync(inner, { recursive: true });

  afterAll(() => {
    rmSync(open, { recursive: true });
  });

  it("is the first on the way that the user may not enter", () => {
    chmodSync(open, 0o711);
    chmodSync(closed, 0o700);
    expect(closedFolder(open, stranger)).toBeUndefined();
    expect(closedFolder(inner, stranger)).toBe(closed);
    expect(closedFolder(inner, { kind: "same" })).toBeUndefined();
    expect(closedFolder(inner, { ...stranger, uid: process.getuid?.() ?? 0 })).toBeUndefined();
  });
});
