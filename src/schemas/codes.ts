import { z } from 'zod';

/** Characters that a part of an address may have: a saved query of `/px/v2` is one. */
export const LONGEST_PART = 1500;

/** Ids of surveys, waves, audiences, questions, items, options, sources and claims. */
export const CODE_PATTERN = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** A semantic version without pre-release or build parts: releases are numbered, never named. */
export const VERSION_PATTERN = /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$/;

export const code = z
  .string()
  .regex(
    CODE_PATTERN,
    'must be lower-case letters, digits and hyphens, start with a letter or digit, and have 64 characters at most',
  );

export const version = z.string().regex(VERSION_PATTERN, 'must be a version such as 1.0.0');

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits');
