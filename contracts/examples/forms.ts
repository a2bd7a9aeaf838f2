import type { FormView } from '../desk-views.ts';
import type { Examples } from './example.ts';

const CATEGORY = 'delivery-delay';
const title = { zh: '配送延误', en: 'Late delivery' };
const tracking = { zh: '运单号', en: 'Tracking number' };

const form: FormView = {
  category: CATEGORY,
  title,
  intro: { zh: '请告诉我们是哪个包裹。', en: 'Tell us which parcel it is.' },
  schema: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: { 'tracking-number': { type: 'string' } },
    required: ['tracking-number'],
  },
  layout: [{ title, rows: [['tracking-number']] }],
  fields: [
    {
      name: 'tracking-number',
      type: 'trackingNumber',
      title: tracking,
      question: { zh: '运单号是多少？', en: 'What is the tracking number?' },
      required: 'atCreation',
      fromText: true,
    },
  ],
};
const summary = { category: CATEGORY, title, fields: 1 };

export const FORM_EXAMPLES = {
  listForms: { answer: { items: [summary] } },
  getForm: { path: { category: CATEGORY }, answer: form },
  listChannelForms: { answer: { items: [summary] } },
  getChannelForm: { path: { category: CATEGORY }, answer: form },
  getChecklist: {
    path: { category: CATEGORY },
    answer: {
      category: CATEGORY,
      steps: [
        { name: 'call-carrier', title: { zh: '联系网点', en: 'Call the carrier' }, required: true, evidence: false },
      ],
    },
  },
  listResolutionCodes: {
    answer: {
      items: [
        {
          name: 'delivered',
          title: { zh: '已送达', en: 'Delivered' },
          categories: [CATEGORY],
          needs: { steps: ['call-carrier'], fields: ['tracking-number'] },
        },
      ],
    },
  },
  listMacros: {
    answer: {
      items: [
        {
          name: 'ask-for-photo',
          title: { zh: '请客户发照片', en: 'Ask for a photo' },
          inputs: [],
          actions: [{ do: 'reply', text: '{{customer.name}}，请发一张照片。' }],
        },
      ],
    },
  },
} as const satisfies Examples;
