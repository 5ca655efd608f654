import { ATTEMPTS, patiently } from "../../../../cli/sandbox/snapshot/aws/patiently";
import { AwsCallError, type AwsFailureKind } from "../../../../functions/shared/aws-failure";

const failure = (kind: AwsFailureKind): AwsCallError =>
  new AwsCallError("s3:GetObject", kind, "Some", "bucket", "says AWS", undefined);

/** Fails that many times. */
function failing(times: number, error: Error) {
  const tried = { attempts: 0, pauses: 0, told: [] as string[] };
  const done = patiently(() => (++tried.attempts > times ? Promise.resolve("done") : Promise.reject(error)), {
    pause: () => {
      tried.pauses++;
      return Promise.resolve();
    },
    onFailure: (words) => tried.told.push(words),
  });
  return { done, tried };
}

test("tries again what may heal, waits in between, and says why", async () => {
  const { done, tried } = failing(2, failure("healable"));
  await expect(done).resolves.toBe("done");
  expect(tried).toMatchObject({ attempts: 3, pauses: 2 });
  expect(tried.told[0]).toBe(
    "AWS could not be asked, which is tried again: s3:GetObject on bucket failed with Some: says AWS",
  );
});

test("gives up when it does not heal", async () => {
  const { done, tried } = failing(Infinity, failure("healable"));
  await expect(done).rejects.toThrow("failed with Some");
  expect(tried.attempts).toBe(ATTEMPTS);
});

test.each([failure("denied"), failure("refused"), new DOMException("ended", "AbortError")])(
  "gives up at once at %s",
  async (error) => {
    const { done, tried } = failing(1, error);
    await expect(done).rejects.toBe(error);
    expect(tried.attempts).toBe(1);
  },
);

test("does not wait any longer when the wait is ended", async () => {
  const ended = new Error("Ended by SIGINT.");
  const work = jest.fn(() => Promise.reject(failure("healable")));
  await expect(patiently(work, { pause: () => Promise.reject(ended) })).rejects.toBe(ended);
  expect(work).toHaveBeenCalledTimes(1);
});
