/** A problem as a page, for somebody who was asked to approve. */
import { problemPageOf } from '../customer/problem-page.ts';

export const problemPage = problemPageOf(['审批', 'Approval'], {
  'link-expired': ['这个链接已失效，请登录工单系统处理。', 'This link is no longer good: sign in to the desk instead.'],
  'not-permitted': ['您已不能审批这张工单。', 'You may no longer approve this ticket.'],
});
