select *
from (values (1, 'rye', 2), (2, 'spelt', 1), (3, 'rye', 1)) as sold (order_id, bread, loaves)
