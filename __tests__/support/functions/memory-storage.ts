import type { Storage } from "../../../functions/copier/ports";
import type { StoredObject } from "../../../functions/shared/s3-listing";

/** The copier's storage without HTTP and SDK, for tests that land thousands of exports. */
export interface MemoryStorage extends Storage {
  /** Source keys by landing key. */
  readonly zone: Map<string, string>;
}

/**
 * @param source sizes by key
 * @param failure thrown by the next copy; undefined: it succeeds
 */
export function memoryStorage(
  source: Readonly<Record<string, number>>,
  failure: () => Error | undefined = () => undefined,
): MemoryStorage {
  const zone = new Map<string, string>();
  const object = (key: string, of: string, time: number): StoredObject => ({
    key,
    size: source[of] ?? 0,
    lastModified: new Date(time),
  });
  const exported = Object.keys(source).map((key) => object(key, key, 0));
  return {
    zone,
    list: (_bucket, prefix, _signal, after) => pages(exported, prefix, after),
    listZone: (prefix, _signal, after) =>
      pages(
        [...zone].map(([key, of]) => object(key, of, 1)),
        prefix,
        after,
      ),
    async copy(_bucket, { landingKey, sourceKey }) {
      await new Promise((resolve) => setImmediate(resolve));
      const error = failure();
      if (error !== undefined) throw error;
      zone.set(landingKey, sourceKey);
    },
  };
}

async function* pages(
  all: readonly StoredObject[],
  prefix: string,
  after = "",
): AsyncGenerator<StoredObject[], void> {
  const wanted = all
    .filter(({ key }) => key.startsWith(prefix) && key > after)
    .sort((one, other) => (one.key < other.key ? -1 : 1));
  for (let at = 0; at === 0 || at < wanted.length; at += 3)
    yield await Promise.resolve(wanted.slice(at, at + 3));
}
