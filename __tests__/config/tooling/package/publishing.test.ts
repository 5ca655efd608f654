import { decidePublishing } from "../../../../config/tooling/package/publishing";

const release = { version: "1.2.0", tags: ["v1.2.0"], changes: [] };

describe("publishing", () => {
  it("takes a tagged commit, as it is", () => {
    expect(decidePublishing({ ...release, tags: ["latest", "v1.2.0"] })).toEqual({ kind: "publish" });
  });

  it.each([
    ["a commit without a tag", { tags: [] }, "expected this commit to have the tag v1.2.0, it has none"],
    ["another version's tag", { tags: ["v1.1.0"] }, "it has v1.1.0; to publish, tag it: git tag v1.2.0"],
    ["what was changed since", { changes: [" M README.md"] }, "these differ:  M README.md"],
  ])("refuses %s", (_what, facts, reason) => {
    const publishing = decidePublishing({ ...release, ...facts });
    expect(publishing).toEqual({ kind: "refuse", reason: expect.stringContaining(reason) });
  });
});
