/** Text to words, the same way for the index, the query and the near-duplicate check. */

/** Words that carry no topic. Question words that do ("how long", "how much") keep their second half. */
const stopWords = new Set(
  (
    'a an the and or but if of in on at to for from by with as is are was were be been being am do does did done doing have has had having ' +
    'i me my mine we us our you your he she it its they them their this that these those there here what which who whom whose when where why how ' +
    'can could will would shall should may might must not no so than then too very just also about into over under again more most some any all ' +
    'get got gets getting really actually please tell know want wants need like im ive id youre dont isnt arent s t re ve ll d m ' +
    'whats hows wheres whos cant wont doesnt didnt u ur pls thx thanks hi hey hello ok okay now currently still already even ever maybe ' +
    'somebody someone anybody anyone people ppl folks guys thing things stuff kind sort bit lot lots going goes gonna wanna let lets ' +
    'think thinking wonder wondering curious guess say says someones there theres'
  ).split(' '),
);

/** Lower-cased words without accents, keeping the signs that matter in names such as "c++", "c#" and "node.js". */
export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/['’]/g, '');
  return plain.match(/[\p{L}\p{N}]+(?:[+#]+|(?:\.[\p{L}\p{N}]+))*/gu) ?? [];
}

/** A text by its words alone: what differs only in case, accents or punctuation comes out the same. Empty where it has no words. */
export const bareWords = (text: string): string => wordsOf(text).join(' ');

/** The words that say what a text is about. */
export const contentWords = (text: string): string[] => wordsOf(text).filter((word) => !stopWords.has(word));

export const isStopWord = (word: string): boolean => stopWords.has(word);
