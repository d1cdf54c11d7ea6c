-- Steps of one moment went by the spelling of their ids: orders that have such are settled anew, once.
insert into jobs (kind, ids, not_before, attempts, created_at)
	select 'orders.settle-same-moments', '{}', 0, 0, 0
	where exists (select 1 from order_events group by order_id, occurred_at having count(*) > 1);
