/** The JSON of the contract, as types: what goes into the screener and what comes out. */

export type Level = 'none' | 'low' | 'medium' | 'high';
export type Dimension = 'neutrality' | 'loyalty' | 'decency';
/** Language of messages and advice. */
export type Ui = 'nl' | 'en';

export const DIMENSIONS: readonly Dimension[] = ['neutrality', 'loyalty', 'decency'];
export const LEVELS: readonly Level[] = ['none', 'low', 'medium', 'high'];

export type Role =
  | 'civil_servant'
  | 'police'
  | 'enforcement'
  | 'military'
  | 'spokesperson'
  | 'manager'
  | 'judiciary'
  | 'teacher'
  | 'politician';
export type Account = 'personal' | 'official' | 'pseudonymous';
export type PolicyDistance = 'own' | 'adjacent' | 'unrelated';
export type Timing = 'on_duty' | 'off_duty';
export type Reach = 'private' | 'limited' | 'public';
export type Act = 'authored' | 'shared' | 'liked';
export type Attachment =
  'service_weapon' | 'uniform' | 'recognisable_citizen' | 'internal_document' | 'system_screenshot' | 'incident_scene';

/** What is known about the writer and the occasion; an absent field means unknown, and weighs nothing. */
export interface Context {
  role?: Role;
  account?: Account;
  employer_visible?: boolean;
  policy_distance?: PolicyDistance;
  timing?: Timing;
  election_period?: boolean;
  reach?: Reach;
  attachments?: Attachment[];
  organisation?: string[];
  superiors?: string[];
  act?: Act;
  /** Ids of the topics that are the writer's own work. */
  fields?: string[];
}

/** A post to screen. */
export interface Post {
  id?: string | number;
  text: string;
  /** Found from the text where absent. */
  lang?: 'nl' | 'en';
  context?: Context;
}

/** A piece of the text: `start`/`end` in UTF-8 bytes, `utf16_*` as JavaScript counts. */
export interface Span {
  start: number;
  end: number;
  utf16_start: number;
  utf16_end: number;
  text: string;
  part: 'trigger' | 'target';
}

/** What moved a score, in log-odds points. */
export interface Factor {
  factor: string;
  value: string;
  effect: number;
}

export interface Finding {
  rule: string;
  dimension: Dimension;
  level: Level;
  /** 0..1: severity and certainty, weighed. */
  score: number;
  /** 0..1: how serious the words are. */
  severity: number;
  /** 0..1: how sure it is that they are meant so. */
  certainty: number;
  spans: Span[];
  message: string;
  advice: string;
  basis: string[];
  factors: Factor[];
}

export interface Assessment {
  id: string | number | null;
  level: Level;
  /** `und`: no covered language was recognised, so the words could not be judged. */
  lang: 'nl' | 'en' | 'und';
  scores: Record<Dimension, { score: number; level: Level }>;
  findings: Finding[];
  fingerprint: string;
}
