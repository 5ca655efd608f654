import * as glue from "@aws-sdk/client-glue";
import * as rds from "@aws-sdk/client-rds";
import * as s3 from "@aws-sdk/client-s3";
import * as sns from "@aws-sdk/client-sns";
import * as sqs from "@aws-sdk/client-sqs";
import { PLANNABLE_OPERATIONS } from "../../../local/faults/operations";
import { SqsSnsEmulator } from "../../../local/aws/sqs-sns/emulator";

const clients: Readonly<Record<string, object>> = { glue, rds, s3, sns, sqs };
const named = PLANNABLE_OPERATIONS.map((operation) => operation.split(":") as [string, string]);

describe("the operations that a plan may name", () => {
  it.each(named.filter(([, name]) => name !== "export"))("%s:%s is one of AWS's", (service, name) => {
    expect(clients[service]).toHaveProperty(`${name}Command`);
  });

  it("are all in the emulator, as far as they are its", async () => {
    const emulator = await SqsSnsEmulator.start("eu-west-2");
    const bodies: string[] = [];
    for (const [service, name] of named) {
      if (service === "sqs") bodies.push((await emulator.sqs(name, {})).body);
      if (service === "sns") bodies.push((await emulator.sns(new URLSearchParams({ Action: name }))).body);
    }
    bodies.push((await emulator.sqs("Nonsense", {})).body);
    await emulator.close();
    expect(bodies.map((body) => /InvalidAction|UnknownOperation/.test(body))).toEqual([
      ...bodies.slice(1).map(() => false),
      true,
    ]);
  });
});
