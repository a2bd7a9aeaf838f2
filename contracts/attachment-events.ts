/** What an event says of a file of a ticket. */
import * as z from 'zod';

export const attachmentId = z.templateLiteral(['att_', z.string()]);

/** As it was announced. */
export const attachment = z.object({
  id: attachmentId,
  name: z.string().describe('As the sender named it'),
  type: z.string().describe('MIME type'),
  size: z.int().describe('Bytes'),
  sha256: z.string().describe('Hex'),
  shown: z.boolean().describe('The customer may see it'),
});
