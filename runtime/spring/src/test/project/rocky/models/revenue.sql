select orders.bread, sum(orders.loaves * prices.price) as revenue
from bakery.sales.orders
join bakery.seeds.prices on prices.bread = orders.bread
group by orders.bread
