import type { z } from 'zod';
import { readArguments } from './arguments.ts';
import type { AssistantRequest } from './asked.ts';
import { inputSchemaOf, outputSchemaOf } from './json-schema.ts';

/** What a tool answers. */
export interface ToolAnswer<Structured = Readonly<Record<string, unknown>>> {
  readonly structured: Structured;
  /** The same for who reads: short, and only what may be said. */
  readonly text: string;
  /** A picture as PNG. */
  readonly picture?: Uint8Array;
}

/** Something that an assistant can ask for. It changes nothing. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
  /** @throws ApiError for arguments that are not right, and those of what is asked for */
  readonly run: (asked: AssistantRequest, given: object) => Promise<ToolAnswer>;
}

/** Makes a tool whose arguments and answer have the types of its schemas. */
export function makeTool<Input extends z.ZodObject, Output extends z.ZodObject>({
  run,
  ...described
}: Omit<Tool, 'input' | 'output' | 'run'> & {
  readonly input: Input;
  readonly output: Output;
  readonly run: (asked: AssistantRequest, args: z.output<Input>) => Promise<ToolAnswer<z.input<Output>>>;
}): Tool {
  return { ...described, run: (asked, given) => run(asked, readArguments(described.input, given)) };
}

const known = new WeakMap<Tool, ReturnType<typeof describe>>();

function describe({ name, title, description, input, output }: Tool) {
  return {
    name,
    title,
    description,
    inputSchema: inputSchemaOf(input),
    outputSchema: outputSchemaOf(output),
    annotations: {
      title,
      readOnlyHint: true,
      destructiveHint: false,
      idempotentHint: true,
      openWorldHint: false,
    },
  };
}

/** A tool as the list of tools has it; made once. */
export function listedTool(tool: Tool): ReturnType<typeof describe> {
  const listed = known.get(tool) ?? describe(tool);
  known.set(tool, listed);
  return listed;
}
