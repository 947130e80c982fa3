glassbox.tried("04-Dropout","rate=1",{"key":"ed2d0dbe6106ae97","sentence":"Dropout: a rate of 1.0 cannot work: it is the probability with which a number is dropped, at least 0 and below 1"});
