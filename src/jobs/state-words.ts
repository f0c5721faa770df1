/** Numbers in the words of `npm run state`. */

const plurals: Readonly<Record<string, string>> = { community: 'communities', 'file set aside': 'files set aside' };
/** `1 learner`, `2 communities`. */
export const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? noun : (plurals[noun] ?? `${noun}s`)}`;

export const kilobytes = (bytes: number): string =>
  `${(bytes / 1000).toLocaleString('en-US', { maximumFractionDigits: 1 })} kB`;
