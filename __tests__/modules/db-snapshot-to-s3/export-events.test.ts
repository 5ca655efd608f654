import { pipeline } from "../support/pipeline";

const view = pipeline();

describe("the rule for ended exports", () => {
  it("matches what RDS says of failed, cancelled and completed exports, and nothing else", () => {
    const pattern = view.attribute("aws_cloudwatch_event_rule.s3_to_s3_copier", "event_pattern");
    expect(JSON.parse(pattern)).toEqual({
      source: ["aws.rds"],
      "detail-type": ["RDS DB Snapshot Event"],
      detail: { EventID: ["RDS-EVENT-0159", "RDS-EVENT-0160", "RDS-EVENT-0161"] },
    });
  });

  it("delivers whole events to the copier queue, once it may and the copier knows them", () => {
    const target = view.raw("aws_cloudwatch_event_target.s3_to_s3_copier");
    expect(target).toEqual({
      arn: "${aws_sqs_queue.s3_to_s3_copier.arn}",
      rule: "${aws_cloudwatch_event_rule.s3_to_s3_copier.name}",
      target_id: "copier-queue",
      depends_on: ["aws_sqs_queue_policy.s3_copier_to_s3", "aws_lambda_function.s3_to_s3_copier_lambda"],
    });
  });

  it("is there without instances too: exports may be asked for by hand", () => {
    expect(pipeline({ rdsInstanceIds: [] }).ofType("aws_cloudwatch_event_rule")).toHaveLength(1);
  });
});
