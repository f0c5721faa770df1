/** The import rules of docs/decisions/0001-house.md, checked by `npm test`. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(src|commands|bench|test)/', pathNot: [...allowed] },
});

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^(src|commands)/', pathNot: ['\\.d\\.ts$'] },
      to: {},
    },
    {
      name: 'no-undeclared-packages',
      severity: 'error',
      from: { path: '^(src|commands)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'] },
    },
    only('knowledge-stands-alone', '^src/knowledge/', ['^src/knowledge/'], 'knowledge knows nothing of conversations'),
    only(
      'practice-sees-knowledge',
      '^src/practice/',
      ['^src/(practice|knowledge)/'],
      'practice knows no store, conversation or platform',
    ),
    only('store-sees-practice', '^src/store/', ['^src/(store|practice)/'], 'a store keeps the records of practice'),
    only('chat-sees-practice', '^src/chat/', ['^src/(chat|practice|knowledge)/'], 'the model stands on the two'),
    only(
      'commands-see-chat',
      '^commands/',
      ['^src/(chat|practice|knowledge)/'],
      'a command imports neither another command nor a platform',
    ),
    {
      name: 'commands-are-neutral',
      comment: 'commands import no SDK and no Node module',
      severity: 'error',
      from: { path: '^commands/' },
      to: { dependencyTypes: ['core', 'npm'] },
    },
    only(
      'app-is-neutral',
      '^src/app/',
      ['^src/(app|chat|practice|knowledge)/', '^src/(config|secret)\\.ts$'],
      'the app knows no platform',
    ),
    ...['console', 'discord', 'slack'].map((platform) =>
      only(
        `${platform}-stands-alone`,
        `^src/platforms/${platform}/`,
        [`^src/platforms/${platform}/`, '^src/chat/'],
        'platforms import neither each other nor the domain',
      ),
    ),
    {
      name: 'sdk-stays-in-its-platform',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/platforms/discord/' },
      to: { path: 'node_modules/(discord\\.js|@discordjs)' },
    },
    {
      name: 'bolt-stays-in-its-platform',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/platforms/slack/' },
      to: { path: 'node_modules/@slack' },
    },
    {
      name: 'no-test-code-in-the-product',
      severity: 'error',
      from: { path: '^(src|commands)/' },
      to: { path: '^(test|bench)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'] },
  },
};
