import { askedLines, askForDeviations } from "../../../../config/tooling/terraform-examples/asked-deviations";
import type { ApiDeviation, Answer } from "../../../../config/tooling/terraform-examples/api-deviations";
import { awsClients } from "../../../../config/tooling/terraform-examples/aws-clients";

const deviation = (answer: Answer): ApiDeviation => ({
  type: "aws_sqs_queue",
  attributes: ["redrive_policy", "delay"],
  does: "It forgets.",
  ask: () => Promise.resolve(answer),
});

it("takes a deviation for proved when something else came back than was sent, whatever the order of keys", async () => {
  const clients = await awsClients({ endpoint: "http://127.0.0.1:1", region: "eu-west-2" });
  const answers = [
    { sent: { a: 1, b: 2 }, answered: { b: 2, a: 1 } },
    { sent: { a: 1 }, answered: {} },
    { sent: "a", answered: undefined },
    { sent: [1, 2], answered: [2, 1] },
  ];
  const asked = await askForDeviations(answers.map(deviation), clients);
  expect(asked.map(({ isProved }) => isProved)).toEqual([false, true, true, true]);
});

it("prints what was sent and what came back, and when it is not so any more", () => {
  const answer = { sent: { a: 1 }, answered: undefined };
  expect(askedLines({ deviation: deviation(answer), ...answer, isProved: true })).toEqual([
    "aws_sqs_queue: redrive_policy, delay",
    "  It forgets.",
    '  sent {"a":1}',
    "  answered nothing",
  ]);
  expect(askedLines({ deviation: deviation(answer), ...answer, isProved: false })[1]).toBe(
    "  NOT SO ANY MORE: It forgets.",
  );
});
