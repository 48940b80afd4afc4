import { Tag, type Tone } from '#kernel/html';
import type { Translate } from '#kernel/i18n';
import type { Level, Result } from '../judge.ts';

const resultTones: Record<Result, Tone> = { ready: 'success', 'ready-with-support': 'info', 'train-first': 'warning', blocked: 'danger' };
const levelTones: Record<Level, Tone> = { strong: 'success', middle: 'info', weak: 'warning' };

export function ResultTag({ t, result }: { t: Translate; result: Result }) {
  return <Tag tone={resultTones[result]}>{t(`readiness.result.${result}`)}</Tag>;
}

export function LevelTag({ t, level }: { t: Translate; level: Level }) {
  return <Tag tone={levelTones[level]}>{t(`readiness.level.${level}`)}</Tag>;
}
