/** Bodies of requests: JSON, or a form that has JSON in `payload_json` and files in `files[0]`, `files[1]`, … */
import type { IncomingMessage } from 'node:http';

export interface UploadedFile {
  /** What stands between the brackets of `files[0]`. */
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

export interface Body {
  readonly json: unknown;
  readonly files: readonly UploadedFile[];
}

/** Reads the body of a request, null where it is empty. Rejects where Discord could not read it. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const bytes = await read(request);
  const boundary = /^multipart\/form-data; boundary="?([^"]+)"?$/.exec(request.headers['content-type'] ?? '')?.[1];
  if (boundary === undefined) return { json: JSON.parse(bytes.toString('utf8') || 'null'), files: [] };
  const parts = partsOf(bytes, boundary);
  const json = parts.find(({ key }) => key === 'payload_json');
  if (json === undefined) throw new Error('The form has no payload_json.');
  return { json: JSON.parse(json.text), files: parts.filter((part) => part !== json).map(uploadedFile) };
}

interface Part {
  readonly key: string;
  readonly name: string | undefined;
  readonly type: string;
  readonly text: string;
}

/** The parts of a form (RFC 7578). Read as Latin-1, in which a character is a byte, so that nothing moves while it is cut. */
function partsOf(bytes: Buffer, boundary: string): Part[] {
  const [, ...parts] = bytes.toString('latin1').split(`--${boundary}`);
  if (!parts.pop()?.startsWith('--')) throw new Error('The form has no end.');
  return parts.map((part) => {
    const start = part.indexOf('\r\n\r\n');
    const header = utf8(part.slice(0, start));
    return {
      key: /; name="([^"]*)"/.exec(header)?.[1] ?? '',
      name: /; filename="([^"]*)"/.exec(header)?.[1],
      type: /^content-type: *(.+)$/im.exec(header)?.[1] ?? '',
      text: utf8(part.slice(start + '\r\n\r\n'.length, -'\r\n'.length)),
    };
  });
}

const utf8 = (latin1: string): string => Buffer.from(latin1, 'latin1').toString('utf8');

function uploadedFile({ key, name, type, text }: Part): UploadedFile {
  const id = /^files\[(\d)\]$/.exec(key)?.[1];
  if (id === undefined || name === undefined) throw new Error(`The form has a part "${key}" that is no file.`);
  return { id, name, type, text };
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}
