import {
  forgottenPolicy,
  withoutForgottenPolicies,
} from "../../../../config/tooling/terraform-sandbox/forgotten-policies";
import { startLocalAwsApi } from "../../../../config/tooling/local-aws-api";
import type { Action, ResourceChange } from "../../../../config/tooling/terraform-plan-json";
import { askForDeviations } from "../../../../config/tooling/terraform-examples/asked-deviations";
import { awsClients } from "../../../../config/tooling/terraform-examples/aws-clients";
import { itWithMoto } from "../../../support/with-moto";

function change(type: string, action: Action): ResourceChange {
  return { address: `${type}.a`, type, action, changed: [], waitsFor: {}, before: {}, after: {} };
}

it("leaves a queue's policy out that is made anew, and nothing else", () => {
  const others = [
    change("aws_sqs_queue_policy", "update"),
    change("aws_sqs_queue_policy", "delete"),
    change("aws_sqs_queue", "create"),
  ];
  expect(withoutForgottenPolicies([change("aws_sqs_queue_policy", "create"), ...others])).toEqual(others);
});

itWithMoto("is what the API does", async () => {
  const api = await startLocalAwsApi(process.env);
  if (api.kind === "missing") throw new Error("moto_server is not installed");
  try {
    const clients = await awsClients({ endpoint: api.endpoint, region: "eu-west-2" });
    const [asked] = await askForDeviations([forgottenPolicy], clients);
    expect(asked).toMatchObject({ answered: undefined, isProved: true });
  } finally {
    api.close();
  }
});
