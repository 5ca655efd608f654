import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The browser's program: CHROMIUM_PATH, or one of the usual names on the PATH. */
export function findChromium(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter).concat("/usr/bin");
  const given = process.env["CHROMIUM_PATH"];
  const candidates = [
    ...(given === undefined || given === "" ? [] : [given]),
    ...folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name))),
  ];
  return candidates.find((candidate) => {
    try {
      accessSync(candidate, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Tests in a real browser. Where there is none they are skipped, and say so; with CI=true they fail instead. */
export function describeInBrowser(name: string, tests: (browser: ReportBrowser) => void): void {
  const program = findChromium();
  if (program === undefined && process.env["CI"] !== "true") {
    process.stderr.write(`SKIPPED, Chromium is not installed and CHROMIUM_PATH is not set: ${name}\n`);
    describe.skip(`${name} (SKIPPED: Chromium is not installed)`, () => {
      tests(new ReportBrowser(""));
    });
    return;
  }
  describe(name, () => {
    const browser = new ReportBrowser(program ?? "chromium");
    beforeAll(() => browser.start());
    afterAll(() => browser.close());
    tests(browser);
  });
}

export interface View {
  readonly width: number;
  readonly scheme: "light" | "dark";
}

/** A page that is open, and what it did that a page of ours must not do. */
export interface OpenPage {
  readonly page: Page;
  /** Errors and warnings of the console, exceptions. */
  readonly complaints: readonly string[];
  /** Addresses of requests beside the file itself. */
  readonly requests: readonly string[];
}

/** Opens pages from a temporary folder; nothing of them leaves the machine. */
export class ReportBrowser {
  private browser: Browser | undefined;
  private folder = "";

  constructor(private readonly program: string) {}

  async start(): Promise<void> {
    this.folder = mkdtempSync(path.join(tmpdir(), "report-"));
    this.browser = await chromium.launch({
      executablePath: this.program,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
  }

  async close(): Promise<void> {
    await this.browser?.close();
    if (this.folder !== "") rmSync(this.folder, { recursive: true, force: true });
  }

  /** Opens a page and closes it after the look. */
  async look<Result>(
    text: string,
    { width, scheme }: View,
    at: (open: OpenPage) => Promise<Result>,
  ): Promise<Result> {
    if (this.browser === undefined) throw new Error("The browser is not started.");
    const file = path.join(this.folder, "report.html");
    writeFileSync(file, text);
    const address = pathToFileURL(file).href;
    const context = await this.browser.newContext({ viewport: { width, height: 800 }, colorScheme: scheme });
    try {
      const requests: string[] = [];
      const complaints: string[] = [];
      await context.route("**/*", async (route) => {
        const url = route.request().url();
        if (url === address) {
          await route.continue();
          return;
        }
        requests.push(url);
        await route.abort();
      });
      const page = await context.newPage();
      page.on("console", (message) => complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(error.message));
      await page.goto(address, { waitUntil: "load" });
      return await at({ page, complaints, requests });
    } finally {
      await context.close();
    }
  }
}
