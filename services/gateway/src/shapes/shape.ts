import type { z } from "zod";

/**
 * Names a public shape for the OpenAPI document and gives it an example. The compiler checks the example
 * against the shape, and a test parses every one of them.
 */
export function shape<Shape extends z.ZodType>(
  id: string,
  example: z.input<Shape>,
  schema: Shape,
): Shape {
  return schema.meta({ id, examples: [example] });
}
