import { ownerOf, ownersBody } from "../../../functions/copier/snapshot-owner";
import { ownersKey, recordKey } from "../../../functions/shared/landing-records";
import {
  DATE,
  END,
  atFirst,
  crashed,
  expectOne,
  exportedTwice,
  land,
  landed,
  minutes,
} from "../../support/functions/exported-twice";

const ARN = "arn:aws:rds:eu-west-2:123456789012:snapshot:s-1";
const OWNERS = ownersKey(DATE, ARN);

describe("of two exports of a snapshot", () => {
  it("the first lands by its next message after a crash, and the second waits for it", async () => {
    const world = exportedTwice();
    await crashed(world, "a-1");
    await land(world, "b-1");
    world.now = minutes(90);
    await land(world, "a-1");
    await world.runUntil(END);
    expectOne(world, "a-1", "b-1");
  });

  it("the second lands when nobody has gone on with the first for a day after a crash", async () => {
    const world = exportedTwice(1, ["public.person"]);
    await crashed(world, "a-1");
    world.now = minutes(23 * 60);
    await land(world, "b-1");
    await world.runUntil("2024-03-02T11:59:59.000Z");
    expect(landed(world)).toEqual([]);
    await world.runUntil("2024-03-02T12:06:00.000Z");
    expect(landed(world)).toEqual(["b-1"]);
  });

  it("the second does not land where the first has done so before there was a record of that", async () => {
    const world = exportedTwice();
    await land(world, "a-1");
    world.aws.s3.buckets.get("export-bucket")?.delete(OWNERS);
    await land(world, "b-1");
    expectOne(world, "a-1", "b-1");
  });

  it("one lands although the answers to its writes get lost", async () => {
    const world = exportedTwice(2);
    world.aws.fail("PutObject", { kind: "answer-lost" }, 1, (path) => path.includes("/snapshot-"));
    await land(world, "a-1");
    await land(world, "b-1");
    expectOne(world, "a-1", "b-1");
  });

  it("the one that loses the snapshot while it copies is told of as what it is: the files there are the other's", async () => {
    const world = exportedTwice(1, ["public.person"]);
    const lose = async (): Promise<unknown> => {
      world.aws.s3.buckets.get("export-bucket")?.delete(OWNERS);
      return await land(world, "b-1");
    };
    await atFirst(world, { method: "PUT", part: "part-0-a-1" }, lose, () => land(world, "a-1"));
    await world.runUntil(END);
    expect(landed(world)).toEqual(["b-1"]);
    expect(world.letters("copier")).toMatchObject([{ code: "ALREADY_LANDED_AS", exportTask: "a-1" }]);
  });

  it.each(["has landed", "is landing"])(
    "the one that loses the snapshot before its manifest writes none: the other %s",
    async (how) => {
      const world = exportedTwice();
      const owner = ownerOf(
        { id: "b-1", sourceArn: ARN, snapshotTime: new Date("2024-02-29T23:30:00Z"), exportOnly: [] },
        world.now,
        "n",
      );
      const lose = (): Promise<void> => {
        world.aws.s3.put("export-bucket", OWNERS, ownersBody([owner]));
        if (how === "has landed") world.aws.s3.put("export-bucket", recordKey(DATE, "b-1", "manifest"));
        return Promise.resolve();
      };
      await atFirst(world, { method: "GET", part: "/snapshot-" }, lose, () => land(world, "a-1"));
      expect(landed(world)).not.toContain("a-1");
      expect(world.decisions()).toEqual([how === "has landed" ? "reject" : "wait"]);
      world.aws.s3.put("export-bucket", recordKey(DATE, "b-1", "manifest"));
      await world.runUntil(END);
      expect(world.letters("copier")).toMatchObject([{ code: "ALREADY_LANDED_AS", exportTask: "a-1" }]);
    },
  );

  it("the one that wins the snapshot back verifies from the start: the other's files may lie there", async () => {
    const world = exportedTwice(1, ["public.order"]);
    for (const task of ["a-1", "b-1"])
      world.aws.s3.put("export-bucket", `${task}/academy/public.person/1/_SUCCESS`);
    // The first has verified one table of two when S3 does not answer.
    let lists = 0;
    world.aws.fail("ListObjectsV2", { kind: "connection-lost" }, 1, () => ++lists === 6);
    await land(world, "a-1");
    world.aws.heal();
    expect(world.aws.sqs.messages("copier")[0]?.body).toContain('"parts":["_landings/');
    // Nobody goes on with it for a day, as when the function's trigger is switched off.
    world.now = minutes(25 * 60);
    await land(world, "b-1");
    await world.runUntil(END);
    expect(landed(world)).toEqual([]);
    expect(world.aws.glue.runs).toEqual([]);
    expect(world.letters("copier").map(({ exportTask, code }) => [exportTask, code])).toEqual([
      ["b-1", "UNKNOWN_FILES_IN_ZONE"],
      ["a-1", "UNKNOWN_FILES_IN_ZONE"],
    ]);
  });
});
