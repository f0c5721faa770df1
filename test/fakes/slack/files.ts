/** How Slack takes a file: an address, the bytes sent there, and the word that all is there and where it shall be shown. */
import { isFields } from './checker.ts';

/** A file that was shown in a channel. */
export interface SharedFile {
  readonly channel: string;
  readonly name: string;
  readonly text: string;
  readonly comment: string;
}

interface Upload {
  readonly name: string;
  readonly length: number;
  text?: string;
}

type Answer = Readonly<Record<string, unknown>>;
const refused = (error: string): Answer => ({ ok: false, error });

export class FakeFiles {
  /** What completed uploads have put into channels. */
  readonly shared: SharedFile[] = [];
  /** Where the bot may put files. Ids of people are none: a direct message has to be opened first. */
  readonly channels: Set<string>;
  readonly #uploads = new Map<string, Upload>();

  constructor(channels: readonly string[]) {
    this.channels = new Set(channels);
  }

  /** files.getUploadURLExternal; `origin` is where uploads go. */
  begin(form: URLSearchParams, origin: string): Answer {
    const name = form.get('filename') ?? '';
    const length = Number(form.get('length'));
    if (name === '' || !Number.isInteger(length) || length < 1) return refused('invalid_arguments');
    const id = `F${this.#uploads.size + 1}`;
    this.#uploads.set(id, { name, length });
    return { ok: true, upload_url: `${origin}/upload/${id}`, file_id: id };
  }

  /** The bytes of a file, raw or as a multipart form; gives the HTTP status. */
  upload(path: string, contentType: string, body: Buffer): number {
    const upload = this.#uploads.get(path.slice('/upload/'.length));
    if (upload === undefined) return 404;
    const bytes = contentType.startsWith('multipart/form-data') ? fileIn(contentType, body) : body;
    if (bytes?.length !== upload.length) return 400;
    upload.text = bytes.toString();
    return 200;
  }

  /** files.completeUploadExternal. */
  complete(channel: string, comment: string, files: unknown): Answer {
    const ids = Array.isArray(files) ? files.map((file) => (isFields(file) ? String(file['id']) : '')) : [];
    if (ids.length === 0) return refused('invalid_arguments');
    if (!this.channels.has(channel)) return refused('channel_not_found');
    const found = ids.map((id) => this.#uploads.get(id));
    if (!found.every((upload) => upload?.text !== undefined)) return refused('file_not_found');
    for (const [index, upload] of found.entries()) {
      this.shared.push({ channel, name: upload?.name ?? '', text: upload?.text ?? '', comment });
      this.#uploads.delete(ids[index] ?? '');
    }
    return { ok: true, files: ids.map((id) => ({ id })) };
  }
}

/** The one file of a multipart form; undefined where there is none. RFC 7578. */
function fileIn(contentType: string, body: Buffer): Buffer | undefined {
  const [, boundary] = /boundary="?([^";]+)/.exec(contentType) ?? [];
  const start = body.indexOf('\r\n\r\n') + 4;
  const end = body.indexOf(`\r\n--${boundary ?? ''}`, start);
  return boundary === undefined || start < 4 || end < 0 ? undefined : body.subarray(start, end);
}
