glassbox.tried("09-Training","folder=Sources/Digits/Resources/MNIST",{"key":"194a97e714c5318","pages":{
"index":{"figures":{},
"captions":{},"pictures":[],"gone":[],
"printed":[],
"text":[]}}});
