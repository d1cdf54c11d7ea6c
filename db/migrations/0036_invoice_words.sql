-- Invoices are found by what they were for as well.
insert into search_changes (kind, item) select 'invoice', id from invoices where number is not null
  and not exists (select 1 from search_changes where kind = 'invoice' and item = invoices.id);
