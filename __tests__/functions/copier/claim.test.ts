import { claim, release, type Claimant } from "../../../functions/copier/claim";
import type { LandingRecords } from "../../../functions/shared/landing-records";

const KEY = "_landings/import_date=20240229/a-1/workflow-start.json";
const SECONDS = 1200;
const NOON = new Date("2024-03-01T12:00:00Z");
const later = (seconds: number): Date => new Date(NOON.getTime() + seconds * 1000);
let invocations = 0;
/** An invocation for a message. */
const by = (messageId: string, now = NOON): Claimant => ({
  messageId,
  nonce: `${++invocations}`,
  now,
  until: new Date(now.getTime() + SECONDS * 1000),
});

/** Records in memory, by S3's rules. */
function memoryRecords(): LandingRecords & { readonly bodies: Map<string, string> } {
  const bodies = new Map<string, string>();
  return {
    bodies,
    async *list() {
      yield await Promise.resolve([...bodies.keys()].map((key) => ({ key, size: 1, lastModified: NOON })));
    },
    read: (key) => {
      const body = bodies.get(key);
      return Promise.resolve(body === undefined ? undefined : { body, etag: body });
    },
    create: (key, body) => {
      if (bodies.has(key)) return Promise.resolve("exists");
      bodies.set(key, body);
      return Promise.resolve("created");
    },
    replace: (key, body, etag) => {
      if (bodies.get(key) !== etag) return Promise.resolve("changed");
      bodies.set(key, body);
      return Promise.resolve("replaced");
    },
  };
}

describe("a claim", () => {
  it("is the first one's, until its time is over", async () => {
    const records = memoryRecords();
    expect(await claim(records, KEY, by("one"))).toBeUndefined();
    const held = { heldSince: NOON.toISOString() };
    expect(await claim(records, KEY, by("two", later(900)))).toEqual(held);
    expect(await claim(records, KEY, by("two", later(SECONDS - 1)))).toEqual(held);
  });

  it("is not shared by two deliveries of one message", async () => {
    const records = memoryRecords();
    expect(await claim(records, KEY, by("one"))).toBeUndefined();
    expect(await claim(records, KEY, by("one"))).toBeDefined();
  });

  it("is void afterwards, and then exactly one takes it over", async () => {
    const records = memoryRecords();
    await claim(records, KEY, by("one"));
    const now = later(SECONDS);
    const answers = await Promise.all(["two", "three"].map((id) => claim(records, KEY, by(id, now))));
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(1);
  });

  it("that is given back is free at once, for one", async () => {
    const records = memoryRecords();
    const one = by("one");
    await claim(records, KEY, one);
    await release(records, KEY, one);
    expect(await claim(records, KEY, by("two", later(1)))).toBeUndefined();
    expect(await claim(records, KEY, by("three", later(1)))).toBeDefined();
  });

  it("that somebody took over is not given back by who had it before", async () => {
    const records = memoryRecords();
    const one = by("one");
    await claim(records, KEY, one);
    await claim(records, KEY, by("two", later(SECONDS)));
    await release(records, KEY, one);
    expect(await claim(records, KEY, by("three", later(SECONDS + 1)))).toBeDefined();
  });

  it("is one's own although the answer to its write got lost, first or taken over", async () => {
    const records = memoryRecords();
    const answerLost: LandingRecords = {
      ...records,
      create: async (key, body) => {
        await records.create(key, body);
        return "exists";
      },
      replace: async (key, body, etag) => {
        await records.replace(key, body, etag);
        return "changed";
      },
    };
    expect(await claim(answerLost, KEY, by("one"))).toBeUndefined();
    expect(await claim(answerLost, KEY, by("one"))).toBeDefined();
    expect(await claim(answerLost, KEY, by("two", later(SECONDS)))).toBeUndefined();
    expect(await claim(answerLost, KEY, by("two", later(SECONDS)))).toBeDefined();
  });

  it("gives way before its time to whom it yields", async () => {
    const records = memoryRecords();
    await claim(records, KEY, by("one"));
    const asked: string[] = [];
    const yields = (other: { readonly messageId: string }): boolean => asked.push(other.messageId) > 1;
    expect(await claim(records, KEY, by("two"), yields)).toEqual({ heldSince: NOON.toISOString() });
    expect(await claim(records, KEY, by("two"), yields)).toBeUndefined();
    expect(asked).toEqual(["one", "one"]);
    expect(await claim(records, KEY, by("three"))).toBeDefined();
  });

  it("that cannot be read holds nothing", async () => {
    const records = memoryRecords();
    records.bodies.set(KEY, "{");
    expect(await claim(records, KEY, by("one"))).toBeUndefined();
  });
});
