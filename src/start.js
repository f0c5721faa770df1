/**
 * The door that every npm script goes through. Plain JavaScript, so that an older Node can read it far enough to say what is wrong
 * instead of failing on the first TypeScript file.
 */
import module from 'node:module';

const needed = 24;

if (Number(process.versions.node.split('.')[0]) < needed) {
  process.stderr.write(
    `career-advisor needs Node ${needed} or newer and this is Node ${process.versions.node}: ` +
      'run it with "npm start" after "npm ci", which brings the right Node along, or install one from https://nodejs.org.\n',
  );
  process.exitCode = 1;
} else {
  // Keeps the stripped and compiled modules between runs: halves the start of a one-shot `ask`.
  module.enableCompileCache?.();
  await import('./main.ts');
}
