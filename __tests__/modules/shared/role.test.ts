import { pipeline } from "../support/pipeline";

describe("policies of the roles", () => {
  const view = pipeline();
  const policies = view.ofType("aws_iam_policy");

  it("keep a description that somebody else gave them, since changing it would replace them", () => {
    expect(policies).toHaveLength(5);
    for (const policy of policies)
      expect(view.raw(policy)["lifecycle"]).toEqual({ ignore_changes: ["description"] });
  });
});
