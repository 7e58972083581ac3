import { beforeAll, describe, expect, it } from 'vitest';
import { createNodeEngine, type NodeEngine } from '../support/node-engine';

let engine: NodeEngine;

beforeAll(async () => {
  engine = await createNodeEngine();
});

const typeOf = async (expression: string): Promise<string> =>
  (await engine.query(`SELECT ${expression} AS x`)).types[0]!;

describe('types of columns', () => {
  it.each([
    ['1::TINYINT', 'TINYINT'],
    ['1::UINTEGER', 'UINTEGER'],
    ['1::BIGINT', 'BIGINT'],
    ['1::FLOAT', 'FLOAT'],
    ['1::DOUBLE', 'DOUBLE'],
    ['1.5::DECIMAL(18,3)', 'DECIMAL(18,3)'],
    ['true', 'BOOLEAN'],
    ["'x'", 'VARCHAR'],
    ["DATE '2026-01-01'", 'DATE'],
    ["TIMESTAMP '2026-01-01'", 'TIMESTAMP'],
    ["'x'::BLOB", 'BLOB'],
    ['[1::BIGINT]', 'BIGINT[]'],
  ])('are those of the engine: %s', async (expression, type) => {
    expect(await typeOf(expression)).toBe(type);
    const [described] = (
      await engine.query(`SELECT column_type FROM (DESCRIBE SELECT ${expression} AS x)`)
    ).texts('column_type');
    expect(described).toBe(type);
  });
});
