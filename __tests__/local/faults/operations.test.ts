import * as glue from "@aws-sdk/client-glue";
import * as rds from "@aws-sdk/client-rds";
import * as s3 from "@aws-sdk/client-s3";
import * as sns from "@aws-sdk/client-sns";
import * as sqs from "@aws-sdk/client-sqs";
import { CALLED_OPERATIONS, PLANNABLE_OPERATIONS } from "../../../local/faults/operations";
import { operator, startWorld, type World } from "../aws/local-world";

const clients: Readonly<Record<string, object>> = { glue, rds, s3, sns, sqs };
const named = Object.entries(CALLED_OPERATIONS).flatMap(([service, names]) =>
  names.map((name): [string, string] => [service, name]),
);

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

/** Calls an operation without any parameters. @returns what is answered, whatever it is */
async function answer(service: string, name: string): Promise<string> {
  const { accessKeyId, sessionToken } = world.aws.credentialsFor(operator);
  const target = service === "glue" ? `AWSGlue.${name}` : service === "sqs" ? `AmazonSQS.${name}` : undefined;
  const response = await fetch(world.aws.endpoint, {
    method: "POST",
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/eu-west-2/${service}/aws4_request`,
      "x-amz-security-token": sessionToken,
      "content-type":
        target === undefined ? "application/x-www-form-urlencoded" : "application/x-amz-json-1.1",
      ...(target === undefined ? {} : { "x-amz-target": target }),
    },
    body: target === undefined ? `Action=${name}` : "{}",
  });
  return response.text();
}

const UNKNOWN = /InvalidAction|UnknownOperation/;

describe("the operations that a plan may name", () => {
  it.each(named.filter(([service]) => service in clients))("%s:%s is one of AWS's", (service, name) => {
    expect(clients[service]).toHaveProperty(`${name}Command`);
  });

  // S3's are told by methods and paths: they are the keys of its handlers.
  it.each(named.filter(([service]) => service !== "s3"))(
    "%s:%s is there to be called",
    async (service, name) => {
      expect(await answer(service, name)).not.toMatch(UNKNOWN);
    },
  );

  it.each(["glue", "rds", "sns", "sqs", "sts"])(
    "%s says so of an operation that it has not",
    async (service) => {
      expect(await answer(service, "Nonsense")).toMatch(UNKNOWN);
    },
  );

  it("are what AWS's services do by themselves, too", () => {
    expect(PLANNABLE_OPERATIONS).toEqual(
      expect.arrayContaining(["sts:AssumeRole", "logs:PutLogEvents", "xray:PutTraceSegments", "rds:export"]),
    );
  });
});
