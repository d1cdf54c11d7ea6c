ALTER TABLE `orders` ADD `cancel_reason` text;
-- Approvals of orders that had moved before 0007 were ascribed to whoever held the order then.
update order_approvals set given_by_org = null
where exists (
  select 1 from audit_log join orders on orders.reference = audit_log.subject
  where orders.id = order_approvals.order_id and audit_log.org_id = order_approvals.given_by_org
    and audit_log.action = 'order.moved-here' and audit_log.at > order_approvals.approved_at
) and not exists (
  select 1 from memberships
  where memberships.org_id = order_approvals.given_by_org and memberships.person_id = order_approvals.person_id
);
