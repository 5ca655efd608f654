import path from "node:path";

/** The command line of the server: where its data lies, and every setting that differs from PostgreSQL's own. */
export function serverParameters(directory: string, port: number): string[] {
  const settings: Readonly<Record<string, string | number>> = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    // Speed instead of durability: the data lives as long as the process.
    fsync: "off",
    synchronous_commit: "off",
    full_page_writes: "off",
    wal_level: "minimal",
    max_wal_senders: 0,
    max_wal_size: "2GB",
    // A session of autovacuum in a database delays its copy; nothing here lives long enough to need it.
    autovacuum: "off",
    jit: "off",
    // Containers often have a /dev/shm of 64 MB.
    dynamic_shared_memory_type: process.platform === "win32" ? "windows" : "mmap",
    timezone: "UTC",
    log_timezone: "UTC",
    max_connections: 100,
    // A session whose client is gone ends within a second, even while it waits for a lock.
    ...(process.platform === "win32" ? {} : { client_connection_check_interval: "1s" }),
  };
  return [
    "-D",
    path.join(directory, "data"),
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
}
