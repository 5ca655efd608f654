import { judgeLeft } from "../../../../config/tooling/terraform-sandbox/steps";

it("finds fault with what is left, but for what is expected to be", () => {
  expect(judgeLeft("destroy", [], [])).toEqual([]);
  expect(judgeLeft("destroy", ["aws_db_snapshot a"], ["aws_db_snapshot a"])).toEqual([]);
  expect(judgeLeft("destroy", ["aws_kms_key k"], [])).toEqual(["destroy has left aws_kms_key k"]);
});

it("finds fault with a destroy that takes away what somebody made by hand", () => {
  expect(judgeLeft("destroy", [], ["aws_db_snapshot a"])).toEqual([
    "destroy has taken away aws_db_snapshot a, which is not Terraform's",
  ]);
});
