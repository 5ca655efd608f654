import { ToCorrectError } from "../../../../cli/shared/command/command-error";
import { certificateBundle, type BundleOptions } from "../../../../cli/shared/database/certificate-bundle";

const PEM = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
const { signal } = new AbortController();

function bundle(
  region: string,
  fetchText: NonNullable<BundleOptions["fetchText"]>,
  further: Partial<BundleOptions> = {},
): Promise<string> {
  return certificateBundle({ region, environment: {}, signal, fetchText, ...further });
}

it.each(["eu-west-2", "us-east-1"])("downloads Amazon's certificates of %s", async (region) => {
  const fetchText = jest.fn(() => Promise.resolve(PEM));
  await expect(bundle(region, fetchText)).resolves.toBe(PEM);
  const url = `https://truststore.pki.rds.amazonaws.com/${region}/${region}-bundle.pem`;
  expect(fetchText.mock.calls).toEqual([[url, signal]]);
});

it("says why they cannot be downloaded, and what to do", async () => {
  const failing = bundle("eu-west-2", () =>
    Promise.reject(new Error("fetch failed", { cause: new Error("HTTP 403") })),
  );
  await expect(failing).rejects.toThrow(ToCorrectError);
  await expect(failing).rejects.toThrow(/eu-west-2-bundle\.pem: fetch failed: HTTP 403\. .*--ca-file/);
});

it("takes an HTTP error for what it is, by Node.js's own fetch", async () => {
  const answer = jest
    .spyOn(globalThis, "fetch")
    .mockResolvedValue(new Response(PEM, { status: 404, statusText: "Not Found" }));
  try {
    await expect(certificateBundle({ region: "eu-west-2", environment: {}, signal })).rejects.toThrow(
      /could not be downloaded from https:.*: HTTP 404\./,
    );
  } finally {
    answer.mockRestore();
  }
});

it("refuses a text that is no certificate, as a proxy's page is", async () => {
  const page = bundle("eu-west-2", () => Promise.resolve("<html>Sign in</html>"));
  await expect(page).rejects.toThrow(/eu-west-2-bundle\.pem holds no certificate: expected a PEM file/);
});

it("ends with the signal", async () => {
  const ended = AbortSignal.abort(new Error("Ended by SIGINT."));
  const failing = bundle("eu-west-2", () => Promise.reject(new Error("aborted")), { signal: ended });
  await expect(failing).rejects.toThrow("Ended by SIGINT.");
});

it.each([
  ["us-gov-west-1", "AWS GovCloud (US)"],
  ["cn-north-1", "the regions in China"],
])("downloads nothing for %s, whose certificates are elsewhere", async (region, name) => {
  const fetchText = jest.fn(() => Promise.resolve(PEM));
  const refused = bundle(region, fetchText);
  await expect(refused).rejects.toThrow(ToCorrectError);
  await expect(refused).rejects.toThrow(name);
  await expect(refused).rejects.toThrow("--ca-file");
  expect(fetchText).not.toHaveBeenCalled();
});

it("reads a file that was given, whatever the region", async () => {
  const never = jest.fn(() => Promise.resolve(PEM));
  const read = bundle("cn-north-1", never, { caFile: __filename });
  await expect(read).resolves.toContain("-----BEGIN CERTIFICATE-----");
  expect(never).not.toHaveBeenCalled();
});
